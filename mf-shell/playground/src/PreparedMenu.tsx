// The way back to the prepared operations, whatever became of their tabs.
import { ToolbarMenu, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { preparedTabs, type PreparedTab } from './prepared';

/** Opens a prepared operation in a new tab. Stands inside GraphiQL. */
export function PreparedMenu() {
  const actions = useGraphiQLActions();
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);

  function open({ query, variables }: PreparedTab): void {
    actions.addTab();
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
  }

  const button = (
    <button type="button" className="prepared">
      Prepared operations
    </button>
  );
  return (
    <ToolbarMenu button={button}>
      {preparedTabs(new Date()).map((tab) => (
        <ToolbarMenu.Item key={tab.name} onSelect={() => open(tab)}>
          {tab.name}
        </ToolbarMenu.Item>
      ))}
    </ToolbarMenu>
  );
}
