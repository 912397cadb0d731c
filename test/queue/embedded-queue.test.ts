import { describe } from 'vitest';
import { queueContract } from './contract.ts';

describe('the queue inside this process', () => {
  queueContract({ url: '', isShared: false, empty: null });
});
