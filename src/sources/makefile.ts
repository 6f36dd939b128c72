/** The version that a kernel tree's top Makefile names, such as `6.1.192`; null when it names none. */
export function versionIn(makefile: string): string | null {
  const value = (name: string) =>
    makefile
      .split('\n', 20)
      .find((line) => line.startsWith(`${name} =`))
      ?.slice(name.length + 2)
      .trim();
  const [version, patchlevel, sublevel] = [value('VERSION'), value('PATCHLEVEL'), value('SUBLEVEL')];
  if (!version || !patchlevel) return null;
  const release =
    sublevel && sublevel !== '0' ? `${version}.${patchlevel}.${sublevel}` : `${version}.${patchlevel}`;
  return `${release}${value('EXTRAVERSION') ?? ''}`;
}

/** Whether two versions are point releases of one: 6.1.190 and 6.1.192. */
export const sameSeries = (a: string, b: string): boolean => series(a) === series(b);

const series = (version: string): string => version.split('.').slice(0, 2).join('.');
