// For tools that do not read .vue files; vue-tsc reads them, and knows each component's types.
declare module '*.vue' {
  import type { DefineComponent } from 'vue';

  const component: DefineComponent;
  export default component;
}
