import type { KernelOrder, KernelProvider, ProvidedKernel } from './kernel.ts';
import { modulesBelow } from './modules.ts';

/** A kernel that the user has built: an image, and perhaps a folder with its modules. */
export const own: KernelProvider = {
  name: 'own kernel',
  async provide({ own: given, modules, host }: KernelOrder): Promise<ProvidedKernel> {
    if (given === null) return { declined: null };
    const image = await host.read(given.image);
    if (image === null) return { declined: `there is no file ${given.image}` };
    return {
      image,
      modules: given.modules === null ? new Map() : await modulesBelow(given.modules, modules, host),
    };
  },
};
