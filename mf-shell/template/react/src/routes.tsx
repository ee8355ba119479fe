import { NoveltyPage } from './pages/NoveltyPage';

export const routes = [{ path: '/novelty/*?', page: NoveltyPage }];
