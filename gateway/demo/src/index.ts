export { DEMO_LOGINS } from './demo.logins';
export { writeDemoFeed, type DemoOptions } from './write-demo-feed';
