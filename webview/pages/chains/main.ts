import './styles/page.css';
import '../../kit/host/language';
import type { ChainsPage } from '../../../src/protocol/pages/chainsPage';
import { registerControls } from '../../kit/controls/toolkit';
import { connectToHost } from '../../kit/host/vscodeHost';
import { mountApp } from './layout/app';
import { createPage } from './page';

async function start(): Promise<void> {
  registerControls();
  const client = connectToHost<ChainsPage>();
  const page = createPage(client, await client.request('ready', null), window.innerHeight);
  mountApp(page);
  if (page.store.value.overview !== null) await page.list.resume();
}

void start();
