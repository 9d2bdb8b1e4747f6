using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.Runtime;

/// <summary>
/// Keeps one subject that fails from holding up the others: it is set aside with its error, which the log tells, until a rebuild tries it
/// again. What storage fails with is nobody's fault and goes to the caller.
/// </summary>
internal sealed class Isolation(ReadModelWriter readModel, ILogger logger)
{
    private readonly Savepoint _step = new(readModel, "step");
    private readonly Savepoint _subject = new(readModel, "subject");
    private long? _count;

    /// <summary>How many are set aside.</summary>
    public long Count => _count ??= readModel.StepFailures.Count();

    /// <summary>Whether an error comes from storage, the log's or the read model's, and not from what is being folded.</summary>
    public static bool IsStorage(Exception error) => error is LogReadException || SqliteErrors.IsStorage(error);

    /// <summary>
    /// Does a step for each subject: all in one go first, for a savepoint for each costs the full-text index dear; one by one only where
    /// that fails.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="batch">The batch; its rollups forget what a failed attempt has noted.</param>
    /// <param name="subjects">The subjects.</param>
    /// <param name="nameOf">Names a subject in the record of failures.</param>
    /// <param name="work">The step for one of them.</param>
    /// <param name="undo">Undoes what it has changed in memory, for all of them.</param>
    public void Each<T>(ProjectionStep step, Batch batch, IReadOnlyCollection<T> subjects, Func<T, object> nameOf, Action<T> work, Action? undo = null)
    {
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

    /// <summary>Does a step for one subject.</summary>
    /// <returns>Whether it succeeded; else nothing of it stays, and it is set aside.</returns>
    public bool Try(ProjectionStep step, Batch batch, object subject, Action work)
    {
        if (Try(batch, work) is not { } error)
            return true;
        SetAside(step, subject, batch.LastDeliveryId, error);
        return false;
    }

    /// <summary>Does some work.</summary>
    /// <returns>Why it failed, in which case nothing of it stays; else <see langword="null"/>.</returns>
    public Exception? Try(Batch batch, Action work)
    {
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
}
