// GraphiQL's sidebar: documentation and history, then the playground's panels.
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import type { GraphiQLPlugin } from '@graphiql/react';
import { OperationIcon, SchemaIcon, SlicesIcon } from '../icons';
import { OperationPanel } from './OperationPanel';
import { SCHEMA_PANEL, SchemaPanel } from './SchemaPanel';
import { SlicesPanel } from './SlicesPanel';

export const PLUGINS: GraphiQLPlugin[] = [
  HISTORY_PLUGIN,
  { title: 'Operation', icon: OperationIcon, content: OperationPanel },
  { title: 'Slices', icon: SlicesIcon, content: SlicesPanel },
  { title: SCHEMA_PANEL, icon: SchemaIcon, content: SchemaPanel },
];
