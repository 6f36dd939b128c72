import { corruptionsAreCaught } from '../../tests/rooms/citations/corruptions.ts';

await corruptionsAreCaught('content');
