// The menu of prepared operations, which reopens their tabs.
import { useState } from 'react';
import { ToolbarMenu } from '@graphiql/react';
import { useOpenTabs } from './panels/tabs';
import { preparedTabs } from './prepared';

/** Opens a prepared operation in a tab. It must stand inside GraphiQL. */
export function PreparedMenu() {
  const open = useOpenTabs();
  const [tabs] = useState(() => preparedTabs(new Date()));
  const button = (
    <button type="button" className="prepared">
      Prepared operations
    </button>
  );
  return (
    <ToolbarMenu button={button}>
      {tabs.map((tab) => (
        <ToolbarMenu.Item key={tab.name} onSelect={() => open([tab])}>
          {tab.name}
        </ToolbarMenu.Item>
      ))}
    </ToolbarMenu>
  );
}
