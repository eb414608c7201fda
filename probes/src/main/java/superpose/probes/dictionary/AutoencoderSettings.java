package superpose.probes.dictionary;

/**
 * What a training of a sparse autoencoder is asked to do, whichever kind it is.
 *
 * @param atoms how many directions to learn, at least 1
 * @param kind what tells the kinds apart
 * @param batches how samples are fed
 * @param learningRate Adam's step at its highest, above 0
 */
record AutoencoderSettings(int atoms, Kind kind, Batches batches, double learningRate) {

    /**
     * What tells the kinds of sparse autoencoders apart.
     *
     * @param active the most atoms that a sample may use; as many as there are for a plain ReLU
     * @param penalty what each unit of a code costs beside the squared error, in units of the samples; 0 for nothing
     * @param start where the offset starts from
     */
    record Kind(int active, double penalty, Offset start) {}
}
