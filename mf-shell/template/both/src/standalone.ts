// The slice alone, on the shell's fake; also what `npm run check` looks at.
import '@ebok/shell/styles/index.css';
import { fake } from '@ebok/shell/fake';
import { mount } from './lifecycle';
import { overview } from './fixtures';

fake.answer('NoveltyOverview', overview());
if (location.pathname === '/') history.replaceState(null, '', '/novelty');

const slice = document.getElementById('slice');
if (slice) void mount({ domElement: slice, onFault: console.error });
