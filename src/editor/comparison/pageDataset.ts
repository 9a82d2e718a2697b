import type { JobProgress } from '../../protocol/jobProgress';
import type { DatasetLease } from '../datasets/datasetRegistry';
import type { DatasetSession } from '../datasets/datasetSession';
import type { Subscription } from '../../common/emitter';

/** The dataset of a page, for as long as the page is there; its jobs are told of. */
export class PageDataset implements Subscription {
  private readonly lease: Promise<DatasetLease>;
  private following: Subscription | undefined;
  private disposed = false;

  /** @param lease under way: that it failed is told to whoever asks for the session */
  constructor(
    lease: Promise<DatasetLease>,
    private readonly onJob: (job: JobProgress | null) => void,
  ) {
    this.lease = lease.then((opened) => this.follow(opened));
    this.lease.catch(() => undefined);
  }

  async session(): Promise<DatasetSession> {
    return (await this.lease).session;
  }

  dispose(): void {
    this.disposed = true;
    this.following?.dispose();
    // A dataset that could not be opened has nothing to give back.
    this.lease.then((lease) => lease.dispose()).catch(() => undefined);
  }

  /** A page that was closed meanwhile has nobody to be told. */
  private follow(lease: DatasetLease): DatasetLease {
    if (!this.disposed) this.following = lease.session.onDidChangeJob(this.onJob);
    return lease;
  }
}
