import { FileNotWritten, type Host, ProgramStopped, type Ran } from '../../../src/base/host.ts';
import { type Files, memoryHost } from '../../../src/base/memory-host.ts';

/** What was run, for those who look. */
export interface MachineHost extends Host {
  readonly commands: (readonly string[])[];
}

/**
 * A world with a compiler and an emulator that are none: a program is "compiled" as it stands, and "runs" by what its text
 * says. It knows `observe("name", "value");`, which answers, and `fail();`, `crash();`, `panic();`, `hang();`, `full();`; with
 * `disturbed();` it answers otherwise after another program. A word that it does not know, `oops`, does not compile.
 */
export function machineHost(files: Files, { release = '6.1.0-test' } = {}): MachineHost {
  const world = memoryHost(files);
  const commands: (readonly string[])[] = [];
  let folders = 0;
  return {
    ...world,
    commands,
    withTemporaryFolder: (use) => use(`/temporary/${++folders}`),
    async run(command, { cwd = '' } = {}) {
      commands.push(command);
      const [program = '', ...args] = command;
      if (!['cc', 'gcc', 'qemu-system-x86_64'].includes(program)) throw new Error(`there is no ${program}`);
      if (args.includes('--version')) return { code: 0, stdout: new Uint8Array(), stderr: '' };
      return program.startsWith('qemu')
        ? emulated(args, release, world)
        : compiled(`${cwd}/experiment.c`, `${cwd}/init`, world);
    },
  };
}

async function compiled(from: string, to: string, world: Host): Promise<Ran> {
  const text = new TextDecoder().decode((await world.read(from)) ?? new Uint8Array());
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.includes('oops'));
  if (at !== -1) {
    const column = (lines[at] ?? '').indexOf('oops') + 1;
    const stderr = `experiment.c: In function 'experiment':\nexperiment.c:${at + 1}:${column}: error: 'oops' undeclared\n`;
    return { code: 1, stdout: new Uint8Array(), stderr };
  }
  await world.write(to, new TextEncoder().encode(text));
  return { code: 0, stdout: new Uint8Array(), stderr: '' };
}

async function emulated(args: readonly string[], release: string, world: Host): Promise<Ran> {
  const after = (flag: string) => args[args.indexOf(flag) + 1] ?? '';
  const answersFile = args.find((each) => each.startsWith('file:'))?.slice('file:'.length) ?? '';
  const programs = programsIn((await world.read(after('-initrd'))) ?? new Uint8Array());
  const lines = [`= release ${release}`];
  const console = new TextEncoder().encode('[    0.1] booting\r\nthe last line\r\n');
  for (const { name, text } of programs) {
    if (text.includes('full();')) throw new FileNotWritten('initramfs', 'the disk is full');
    lines.push(`= begin ${name}`);
    const isAfterAnother = lines.includes('= end ok');
    for (const [, observed, value] of text.matchAll(/observe\("([^"]*)", "([^"]*)"\);/g))
      lines.push(`${observed}: ${isAfterAnother && text.includes('disturbed();') ? `not ${value}` : value}`);
    if (/\b(?:panic|hang)\(\);/.test(text)) {
      await world.write(answersFile, new TextEncoder().encode(lines.join('\r\n')));
      if (text.includes('panic();')) return { code: 0, stdout: console, stderr: '' };
      throw new ProgramStopped('qemu-system-x86_64 did not end within 180 seconds', console);
    }
    lines.push(
      `= end ${text.includes('fail();') ? 'exit 1' : text.includes('crash();') ? 'signal 11' : 'ok'}`,
    );
  }
  await world.write(answersFile, new TextEncoder().encode(`${lines.join('\r\n')}\r\n`));
  return { code: 0, stdout: console, stderr: '' };
}

/** The programs in an initramfs, in their order. */
function programsIn(initramfs: Uint8Array): { readonly name: string; readonly text: string }[] {
  const text = new TextDecoder('latin1').decode(initramfs);
  const found: { name: string; text: string }[] = [];
  const aligned = (size: number) => Math.ceil(size / 4) * 4;
  for (let at = 0; text.startsWith('070701', at); ) {
    const field = (index: number) => Number.parseInt(text.slice(at + 6 + index * 8, at + 14 + index * 8), 16);
    const [size, nameSize] = [field(6), field(11)];
    const bodyAt = at + aligned(110 + nameSize);
    const [, name] = /^experiments\/(.+)$/.exec(text.slice(at + 110, at + 110 + nameSize - 1)) ?? [];
    if (name !== undefined) found.push({ name, text: text.slice(bodyAt, bodyAt + size) });
    at = aligned(bodyAt + size);
  }
  return found;
}

/** An image that says of itself how long it is, and is that long. */
export function image(): Uint8Array {
  const bytes = new Uint8Array(2 * 512 + 16 * 64);
  const view = new DataView(bytes.buffer);
  view.setUint8(0x1f1, 1);
  view.setUint32(0x1f4, 64, true);
  view.setUint32(0x202, 0x53726448, true);
  return bytes;
}

/** A module that names others. */
export const moduleFile = (depends: string): Uint8Array =>
  new TextEncoder().encode(`\x7fELF\0license=GPL\0depends=${depends}\0name=it\0`);
