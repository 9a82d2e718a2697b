import { openNpy } from '../../embedding/npy';
import { RowBlock } from '../../selection/rowBlock';
import { fileOrder } from '../rows/rowReader';

/** All rows of a .npy, held in memory. @throws DeitaError as `openNpy` */
export async function readNpyRows(file: string): Promise<RowBlock> {
  const matrix = await openNpy(file);
  try {
    const rows = fileOrder(matrix.count);
    return RowBlock.of(rows, await matrix.readRows(rows), matrix.dimensions);
  } finally {
    await matrix.close();
  }
}
