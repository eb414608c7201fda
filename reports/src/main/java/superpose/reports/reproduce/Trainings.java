package superpose.reports.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import superpose.reports.experiments.Lab;
import superpose.toymodels.Backend;
import superpose.toymodels.BottleneckTrainer;
import superpose.toymodels.InstanceSetup;
import superpose.toymodels.TrainedBottleneck;

/** Trains the models of an experiment, each job once, and says how far it is. */
public final class Trainings {

    /** How often a training says how far it is. */
    private static final int REPORTS = 50;

    /** Units of progress are so many products, or a bar could not count them. */
    private static final long UNIT = 1_000_000;

    private final Assignment assignment;
    private final Lab lab;

    /** Trains as an assignment says, in a lab. */
    public Trainings(Assignment assignment, Lab lab) {
        this.assignment = assignment;
        this.lab = lab;
    }

    /**
     * Trains what has not been trained before.
     *
     * @param task what the trainings are for, in a few words
     * @return the models of each job, in the order of the jobs
     */
    public List<TrainedModels> of(String task, List<TrainingJob> jobs) {
        lab.progress().begin(task, jobs.stream().mapToLong(Trainings::units).sum());
        try {
            // Few instances do not fill the cores, so many jobs run side by side and few jobs one after the other.
            boolean sideBySide = jobs.size() >= 2 * lab.threads();
            if (!sideBySide) {
                return jobs.stream().map(job -> known(job, lab.threads())).toList();
            }
            Backend.threads(1);
            return lab.each(jobs.size(), index -> known(jobs.get(index), 1));
        } finally {
            lab.progress().end();
        }
    }

    private static long units(TrainingJob job) {
        return job.work() / UNIT + 1;
    }

    private TrainedModels known(TrainingJob job, int threads) {
        boolean known = lab.points().has(job.key());
        TrainedModels models = lab.points().point(job.key(), TrainedModels.class, () -> trained(job, threads));
        if (known) {
            lab.progress().advance(units(job));
        }
        lab.progress()
                .say(String.format(
                        Locale.ROOT,
                        "%s: %d models, best loss %.4g%s",
                        job.key(),
                        models.models().size(),
                        models.best().loss(),
                        known ? " (from before)" : ""));
        return models;
    }

    private TrainedModels trained(TrainingJob job, int threads) {
        List<InstanceSetup> setups = job.cast().members().stream()
                .map(member -> member.setup().get())
                .toList();
        int steps = job.recipe().steps();
        int every = Math.max(1, steps / REPORTS);
        long units = units(job);
        List<List<Still>> films = Stream.<List<Still>>generate(ArrayList::new)
                .limit(setups.size())
                .toList();
        BottleneckTrainer trainer = assignment
                .engine()
                .trainer(job.recipe(), threads)
                .reporting(every, (step, losses) -> {
                    int before = (step - 1) / every * every;
                    lab.progress().advance(units * step / steps - units * before / steps);
                });
        BottleneckTrainer filming = job.cast().film().isEmpty()
                ? trainer
                : trainer.watching(
                        job.cast().film(),
                        snapshot -> films.get(snapshot.instance()).add(Still.of(snapshot)));
        TrainedBottleneck trained = filming.fit(job.model(), setups);
        return new TrainedModels(IntStream.range(0, setups.size())
                .mapToObj(index -> TrainedModel.of(
                        trained,
                        index,
                        job.cast().members().get(index).evaluation().get(),
                        films.get(index)))
                .toList());
    }
}
