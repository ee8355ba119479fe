// Standalone mode, on the shell's fake; `npm run check` visits the same pages.
import '@ebok/shell/styles/index.css';
import { fake } from '@ebok/shell/fake';
import { mount } from './lifecycle';
import { overview } from './fixtures';

fake.answer('NoveltyOverview', overview());
if (location.pathname === '/') history.replaceState(null, '', '/novelty');

const slice = document.getElementById('slice');
if (slice) void mount({ domElement: slice, onFault: console.error });
