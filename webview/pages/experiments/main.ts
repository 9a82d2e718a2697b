import './styles/page.css';
import '../../kit/host/language';
import type { ExperimentsPage } from '../../../src/protocol/pages/experimentsPage';
import { registerControls } from '../../kit/controls/toolkit';
import { connectToHost } from '../../kit/host/vscodeHost';
import { mountApp } from './layout/app';
import { createPage } from './page';

async function start(): Promise<void> {
  registerControls();
  const client = connectToHost<ExperimentsPage>();
  mountApp(createPage(client, await client.request('ready', null)));
}

void start();
