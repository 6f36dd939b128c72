/** Loaded before a program: its clock goes on by a second whenever somebody looks at it, as if the machine were very busy. */
const begun = Date.now();
let looks = 0;
Date.now = () => {
  looks += 1;
  return begun + looks * 1000;
};
