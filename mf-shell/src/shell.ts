// The page starts here.
import './styles/index.css';
