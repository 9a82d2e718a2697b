import './styles/page.css';
import '../../kit/host/language';
import type { SheetPage } from '../../../src/protocol/pages/sheetPage';
import { registerControls } from '../../kit/controls/toolkit';
import { connectToHost } from '../../kit/host/vscodeHost';
import { mountApp } from './layout/app';
import { createPage } from './page';

async function start(): Promise<void> {
  registerControls();
  const client = connectToHost<SheetPage>();
  const page = createPage(client, await client.request('ready', null));
  mountApp(page);
  await page.voting.resume();
}

void start();
