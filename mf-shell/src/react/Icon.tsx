/** A component for a slice's own icons on a 24 × 24 grid. A text stands beside each, so screen readers skip them. */
export function icons<Name extends string>(drawings: Record<Name, string>) {
  return function Icon({ name }: { name: Name }) {
    return (
      <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d={drawings[name]} />
      </svg>
    );
  };
}
