// The page starts here.
import './styles/index.css';
import { start } from './frame/start';

void start();
