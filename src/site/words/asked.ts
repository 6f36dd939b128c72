/** Words of questions, by what they tell a search, in each language that it knows; with a space between them. */
type Asked = Readonly<Record<string, string>>;

/** Words that only hold a question together. */
export const ASIDES: Asked = {
  en: `a about after all am an and any are as at be been being between both but by can could did difference do does
    doing example sample for from get gets got had happen happens has have how i if in instead into is it its made
    make makes may me mean meaning means might must my need needs no not of on one or our out shall should so some
    than that the their them then there these they this those to up us versus vs want wants was we were what when
    where whether which while who whom whose why will with would you your`,
  de: `aber als also am an auf aus bei bin bis brauche da darf das dass dem den der des die dies diese dieser dieses
    doch du durch ein eine einem einen einer eines er es für gegen gibt hat haben ich ihr im in ist ja kann können
    man mein meine mich mir mit muss nach nicht noch nur oder ohne beispiel gegen unterschied sich sie sind so
    soll statt über um und unter vom von vor wann warum was welche welcher welches wem wen wenn wer werden wie
    wieso wird wo wozu zu zum zur zwischen`,
};

/** Words that ask for a comparison. */
export const COMPARING: Asked = {
  en: 'or vs versus difference between',
  de: 'oder vs gegen unterschied zwischen',
};

/** Words that ask for code that can be followed. */
export const SHOWING: Asked = {
  en: 'example sample',
  de: 'beispiel',
};

/** Words by which somebody asks what to do. */
export const ADVICE: Asked = {
  en: 'may must need should',
  de: 'darf muss soll brauche',
};
