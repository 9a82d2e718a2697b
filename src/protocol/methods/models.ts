import type { ModelEmbedderChoice } from '../../choices/embedders';
import type { ServedRole } from '../../choices/servedRole';
import type { EmbedderSummary } from '../dataset';
import type { ProbeReport, ProbeRequest } from '../serverProbe';
import type { FetchedDataset, HubDataset, HubDatasetRequest, HubFetchRequest } from '../hubDatasets';
import type { DownloadedHubModel, HubModel, HubModelRequest } from '../hubModels';

/** What is asked of models, of the servers behind them and of the hub. */
export interface ModelMethods {
  /** Keeps a server's key in memory for this engine's life, for requests to the origin of this base URL. */
  'credentials/set': {
    params: {
      readonly baseUrl: string;
      /** null = it is to be forgotten. */
      readonly apiKey: string | null;
      /** Which model's key it is; absent = that of every model there. */
      readonly role?: ServedRole;
    };
    result: null;
  };
  /** What can be said of an embedder before it runs; may load it. */
  'embedder/describe': { params: { readonly embedder: ModelEmbedderChoice }; result: EmbedderSummary };
  /** What a server says it serves; may be nothing. */
  'server/models': { params: { readonly baseUrl: string }; result: readonly string[] };
  /** Job: finds out whether a served model can do what it is wanted for. Progress tells each finding. */
  'server/probe': { params: ProbeRequest; result: ProbeReport };
  /** What a model on the hub is and how large, before it is downloaded. */
  'hub/describe': { params: HubModelRequest; result: HubModel };
  /** Job. `modelsFolder` null = the user's own, shared by editor and command line. */
  'hub/download': {
    params: HubModelRequest & { readonly modelsFolder: string | null };
    result: DownloadedHubModel;
  };
  /** What a dataset on the hub holds, before it is fetched. */
  'hub/describeDataset': { params: HubDatasetRequest; result: HubDataset };
  /** Job: what stopped is gone on with by the next one. */
  'hub/fetchDataset': { params: HubFetchRequest; result: FetchedDataset };
}
