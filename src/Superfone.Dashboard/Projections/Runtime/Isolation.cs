using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>
/// Keeps a subject that fails from blocking the others: its error is logged and it is set aside until a rebuild tries it again. Storage
/// errors are not caused by a subject and are passed to the caller.
/// </summary>
internal sealed class Isolation(ReadModelWriter readModel, ILogger logger)
{
    private readonly Savepoint _step = new(readModel, "step");
    private readonly Savepoint _subject = new(readModel, "subject");
    private long? _count;

    /// <summary>
    /// Whether subjects are isolated. Savepoints cost as much as small writes, and hardly any subject fails; so a batch is first tried without.
    /// </summary>
    public bool IsOn { get; set; }

    /// <summary>The number of deliveries and other subjects that are set aside.</summary>
    public long Count => _count ??= readModel.StepFailures.Count();

    /// <summary>
    /// Whether an error comes from the storage of the log or the read model rather than from the subject that is projected.
    /// </summary>
    public static bool IsStorage(Exception error) => error is LogReadException || SqliteErrors.IsStorage(error);

    /// <summary>
    /// Performs a step for several subjects: all together first, because a savepoint for each is expensive in the full-text index; one by
    /// one only if that fails.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="batch">The batch; its rollup changes from a failed attempt are discarded.</param>
    /// <param name="subjects">The subjects.</param>
    /// <param name="nameOf">Returns the name of a subject in the record of failures.</param>
    /// <param name="work">Performs the step for one subject.</param>
    /// <param name="undo">Undoes the step's changes in memory, for all subjects.</param>
    public void Each<T>(ProjectionStep step, Batch batch, IReadOnlyCollection<T> subjects, Func<T, object> nameOf, Action<T> work, Action? undo = null)
    {
        if (!IsOn)
        {
            foreach (var subject in subjects)
                work(subject);
            return;
        }

        if (subjects.Count == 0)
            return;
        var mark = batch.Rollups.Mark;
        _step.Set();
        try
        {
            foreach (var subject in subjects)
                work(subject);
        }
        catch (Exception error) when (!IsStorage(error))
        {
            _step.RollBack();
            batch.Rollups.BackTo(mark);
            undo?.Invoke();
            foreach (var subject in subjects)
                Try(step, batch, nameOf(subject), () => work(subject));
        }

        _step.Release();
    }

    /// <summary>Performs a step for one subject.</summary>
    /// <returns>Whether it succeeded; otherwise it is rolled back and set aside, or throws unless isolation is on.</returns>
    public bool Try(ProjectionStep step, Batch batch, object subject, Action work)
    {
        if (Try(batch, work) is not { } error)
            return true;
        SetAside(step, subject, batch.LastDeliveryId, error);
        return false;
    }

    /// <summary>Performs work that is rolled back if it fails, or throws unless isolation is on.</summary>
    /// <returns>The error; <see langword="null"/> on success.</returns>
    public Exception? Try(Batch batch, Action work)
    {
        if (!IsOn)
        {
            work();
            return null;
        }

        var mark = batch.Rollups.Mark;
        Exception? failure = null;
        _subject.Set();
        try
        {
            work();
        }
        catch (Exception error) when (!IsStorage(error))
        {
            _subject.RollBack();
            batch.Rollups.BackTo(mark);
            failure = error;
        }

        _subject.Release();
        return failure;
    }

    /// <summary>Records a failure.</summary>
    public void SetAside(ProjectionStep step, object subject, long deliveryId, Exception error)
    {
        var name = Convert.ToString(subject, System.Globalization.CultureInfo.InvariantCulture)!;
        readModel.StepFailures.Save(new StepFailure { Step = step, Subject = name, Error = error.Message, DeliveryId = deliveryId });
        _count = null;
        logger.LogError(error, "{Step} {Subject} cannot be projected and is set aside", step, name);
    }

    /// <summary>Records that a delivery failed.</summary>
    public void SetAside(long deliveryId, Exception error)
    {
        readModel.DeliveryFailures.Save(new DeliveryFailure { DeliveryId = deliveryId, Error = error.Message });
        _count = null;
    }
}
