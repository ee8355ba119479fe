/** A slice's own drawings on a 24 × 24 field, in the colour of the text beside them, which says all: nothing reads them. */
export function icons<Name extends string>(drawings: Record<Name, string>) {
  return function Icon({ name }: { name: Name }) {
    return (
      <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d={drawings[name]} />
      </svg>
    );
  };
}
