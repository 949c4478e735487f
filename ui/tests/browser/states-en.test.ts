import { statesIn } from './states';

statesIn('en');
