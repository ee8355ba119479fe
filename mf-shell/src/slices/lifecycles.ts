// A slice's single-spa lifecycles. They are thin on purpose: the part itself, with its framework, loads with the
// first mount.

/** Props from the shell, in addition to single-spa's own. */
export type SliceProps = { onFault(error: unknown): void };

type MountProps = SliceProps & { domElement: HTMLElement };
type Open = (element: HTMLElement, onFault: (error: unknown) => void) => { unmount(): void };

/**
 * The lifecycles of the part that `load` imports: the slice's pages, or one of its parcels. Each place has its own
 * instance.
 */
export function lifecycles(load: () => Promise<{ open: Open }>) {
  const parts = new Map<HTMLElement, ReturnType<Open>>();
  return {
    bootstrap: async (): Promise<void> => {},
    mount: async (props: MountProps): Promise<void> => {
      const { domElement } = props;
      const { open } = await load();
      parts.set(
        domElement,
        open(domElement, (error) => props.onFault(error)),
      );
    },
    unmount: async ({ domElement }: Pick<MountProps, 'domElement'>): Promise<void> => {
      parts.get(domElement)?.unmount();
      parts.delete(domElement);
    },
  };
}
