// The entry of the page.
import './styles/index.css';
import { start } from './layout/start';

void start();
