// ApexCharts without what the chart does not use. Its sources are part of its package, and its bundle has every kind
// of chart, toolbar, tooltip and export: a third of the page's JavaScript.

/** Modules of `apexcharts/src` that drawing columns never needs, and svg.js's plugins for dragging and filters. */
const UNUSED = new RegExp(
  [
    'apexcharts/src/charts/(Line|Pie|Radar|Radial|Treemap|HeatMap|RangeBar|BoxCandleStick|Scatter)(\\.js)?$',
    'apexcharts/src/modules/(Animations|Crosshairs|Exports|TitleSubtitle|Toolbar|ZoomPanSelection)(\\.js)?$',
    'apexcharts/src/modules/(annotations/Annotations|tooltip/Tooltip)(\\.js)?$',
    'apexcharts/src/svgjs/svg\\.pathmorphing\\.js$',
    'apexcharts/src/assets/.*\\.(css|svg)$',
    '@svgdotjs/svg\\.(draggable|filter|resize|select)\\.js/',
  ].join('|'),
);
const NOTHING = '\0ebok:apexcharts-unused:';
/** Each method exists and does nothing: the library calls some of them whatever is switched on. */
const STUB = `export default class {
  constructor() { return new Proxy(this, { get: (own, name) => name in own || typeof name === 'symbol' ? own[name] : () => {} }); }
}`;

/** Names of months and of buttons, in English: slices load one language, and columns have no such names. */
const LOCALE = /apexcharts\/src\/locales\/en\.json$/;
const NO_NAMES = '\0ebok:apexcharts-locale';

/** Builds `apexcharts` from its sources, with stubs in place of unused modules. The dev server takes the bundle. */
export function apexchartsColumns() {
  const stubbed = new Set();
  return {
    name: 'ebok:apexcharts-columns',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      const wanted = source === 'apexcharts' ? 'apexcharts/src/apexcharts.js' : source;
      if (wanted === source && !importer?.includes('/apexcharts/src/')) return null;
      const found = await this.resolve(wanted, importer, { skipSelf: true });
      const file = found?.id.replaceAll('\\', '/').split('?', 1)[0];
      if (file && LOCALE.test(file)) return NO_NAMES;
      if (!file || !UNUSED.test(file)) return found;
      const name = file.slice(file.lastIndexOf('/') + 1);
      stubbed.add(name);
      return NOTHING + name.replaceAll('.', '-');
    },
    load(id) {
      if (id === NO_NAMES) return "export default { name: 'en', options: {} }";
      return id.startsWith(NOTHING) ? STUB : null;
    },
    generateBundle() {
      // A renamed module would come back unnoticed, with all that it imports.
      if (stubbed.size < 20) this.error(`Only ${stubbed.size} modules of ApexCharts were left out`);
    },
  };
}
