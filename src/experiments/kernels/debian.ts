import type { Host } from '../../base/host.ts';
import { findPackage } from '../../sources/providers/apt.ts';
import { downloaded } from '../../sources/providers/download.ts';
import type { KernelOrder, KernelProvider, ProvidedKernel } from './kernel.ts';
import { modulesBelow } from './modules.ts';

/** The kernel as Debian has built it, in packages of its archives, through the machine's own apt. */
export const debian: KernelProvider = {
  name: 'Debian package',
  provide(order: KernelOrder): Promise<ProvidedKernel> {
    const packages = [order.tree?.kernel ?? []].flat();
    if (packages.length === 0) return Promise.resolve({ declined: null });
    return order.host
      .withTemporaryFolder((folder) => fromPackages(packages, folder, order), order.workFolder)
      .catch((error: unknown) => ({ declined: error instanceof Error ? error.message : String(error) }));
  },
};

async function fromPackages(
  packages: readonly string[],
  folder: string,
  { tree, modules, host, onProgress }: KernelOrder,
): Promise<ProvidedKernel> {
  const root = `${folder}/root`;
  for (const [index, name] of packages.entries()) {
    const work = `${folder}/${index}`;
    const found = await findPackage(name, tree?.archives ?? [], work, host);
    const share = (done: number) => (index + done / found.size) / packages.length;
    await downloaded(found, work, host, (done) =>
      onProgress({ phase: 'download', done: share(done), total: 1 }),
    );
    onProgress({ phase: 'unpack', done: index, total: packages.length });
    await unpack(`${work}/${found.file}`, root, host);
  }
  onProgress({ phase: 'unpack', done: 1, total: 1 });
  const image = await imageIn(root, host);
  if (image === null) return { declined: `${packages.join(', ')} has no vmlinuz` };
  return { image, modules: await modulesBelow(root, modules, host) };
}

/** Only what belongs to a kernel; apt has checked the package, and tar lets nothing out of the folder. */
const UNPACK =
  'mkdir -p "$2" && dpkg-deb --fsys-tarfile "$1" | ' +
  'tar -x -C "$2" --no-same-owner --no-same-permissions --wildcards ' +
  "--exclude='./usr/share/*' './boot/vmlinuz-*' './lib/modules/*' './usr/lib/modules/*' 2>\"$2/../unpack\"";

async function unpack(file: string, root: string, host: Host): Promise<void> {
  const ran = await host.run(['sh', '-c', UNPACK, 'sh', file, root], {
    timeoutMs: 10 * 60_000,
    env: { LC_ALL: 'C' },
  });
  const told = new TextDecoder().decode((await host.read(`${root}/../unpack`)) ?? new Uint8Array());
  // A pattern that finds nothing is no trouble: packages keep their kernel in different places.
  const trouble = [ran.stderr, told]
    .join('\n')
    .split('\n')
    .find((line) => line !== '' && !/Not found in archive|previous errors/.test(line));
  if (trouble !== undefined) throw new Error(`the package cannot be unpacked: ${trouble}`);
}

async function imageIn(root: string, host: Host): Promise<Uint8Array | null> {
  for (const { name } of (await host.list(`${root}/boot`)) ?? [])
    if (name.startsWith('vmlinuz-')) return await host.read(`${root}/boot/${name}`, { within: root });
  for (const modules of ['usr/lib/modules', 'lib/modules'])
    for (const { name } of (await host.list(`${root}/${modules}`)) ?? []) {
      const image = await host.read(`${root}/${modules}/${name}/vmlinuz`, { within: root });
      if (image !== null) return image;
    }
  return null;
}
