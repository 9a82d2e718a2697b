import './styles/page.css';
import '../../kit/host/language';
import type { CalibrationPage } from '../../../src/protocol/pages/calibrationPage';
import { registerControls } from '../../kit/controls/toolkit';
import { connectToHost } from '../../kit/host/vscodeHost';
import { mountFailure } from '../../kit/errors/mountFailure';
import { mountApp } from './layout/app';
import { createPage } from './page';

async function start(): Promise<void> {
  registerControls();
  const client = connectToHost<CalibrationPage>();
  try {
    const page = createPage(client, await client.request('ready', null));
    mountApp(page);
    await page.calibrating.begin();
  } catch (error) {
    mountFailure(error);
  }
}

void start();
