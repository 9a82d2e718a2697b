import './styles/page.css';
import '../../kit/host/language';
import type { TablePage } from '../../../src/protocol/pages/tablePage';
import { connectToHost } from '../../kit/host/vscodeHost';
import { registerControls } from '../../kit/controls/toolkit';
import { mountApp } from './layout/app';
import { createPage, openPage } from './page';

async function start(): Promise<void> {
  registerControls();
  const client = connectToHost<TablePage>();
  const setup = await client.request('ready', null);
  const page = createPage(client, setup, { width: window.innerWidth, height: window.innerHeight });
  mountApp(page);
  await openPage(page, setup);
}

void start();
