import type { TrainerName } from '../choices/training';
import type { Trainer } from './trainer';
import { axolotl } from './trainers/axolotl';
import { llamaFactory } from './trainers/llamaFactory';
import { trl } from './trainers/trl';

export const TRAINERS_BY_NAME: Readonly<Record<TrainerName, Trainer>> = { llamafactory: llamaFactory, axolotl, trl };
