// What single-spa calls. Thin on purpose: the slice itself comes with the first mount.
import type { SliceProps } from '@ebok/shell';
import type { App } from 'vue';

type MountProps = SliceProps & { domElement: HTMLElement };

let app: App | undefined;

export async function bootstrap(): Promise<void> {}

export async function mount(props: MountProps): Promise<void> {
  const { open } = await import('./open');
  app = open(props.domElement, (error) => props.onFault(error));
}

export async function unmount(): Promise<void> {
  app?.unmount();
  app = undefined;
}

export const parcels = {};
