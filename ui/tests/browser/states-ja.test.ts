import { statesIn } from './states';

statesIn('ja');
