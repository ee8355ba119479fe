// The page starts here.
import './styles/index.css';
import { start } from './layout/start';

void start();
