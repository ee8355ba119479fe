import { pick, useGraphiQL, useGraphiQLActions, type TabsState } from '@graphiql/react';
import { variablesOf } from './variables';

interface Opened {
  name: string;
  query: string;
  variables?: string;
}

/**
 * Opens operations in tabs of their own and shows the last; one that is open already is not opened again. For
 * components inside GraphiQL.
 */
export function useOpenTabs(): (operations: Opened[]) => void {
  const actions = useGraphiQLActions();
  const { tabs } = useGraphiQL(pick('tabs'));
  return (operations) => {
    const added = operations.filter(({ query }) => !tabs.some((tab) => tab.query === query)).map(tabOf);
    const all = [...tabs, ...added];
    // Adding tabs one by one goes through the editors, which hold one at a time; this accepts any list.
    if (added.length > 0) actions.moveTab(all);
    actions.changeTab(all.findIndex(({ query }) => query === operations.at(-1)?.query));
  };
}

function tabOf({ name, query, variables = variablesOf(query) }: Opened): TabsState['tabs'][number] {
  const rest = { hash: '', headers: null, operationName: null, response: null };
  // An id that no other tab has.
  const id = crypto.getRandomValues(new Uint32Array(4)).join('-');
  return { id, title: name, query, variables, ...rest };
}
