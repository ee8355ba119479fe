/** @jest-environment node */
import { variablesOf } from './variables';

describe('variables of an opened operation', () => {
  it('are there to be filled in, each with its type', () => {
    const query = 'query A($ids: [ID!]!, $first: Int = 5) { a(ids: $ids, first: $first) }';
    expect(variablesOf(query)).toBe('{\n  // [ID!]!\n  "ids": null,\n  // Int\n  "first": 5\n}');
  });

  it('are none where it takes none', () => {
    expect(variablesOf('query A { a }')).toBe('');
  });
});
