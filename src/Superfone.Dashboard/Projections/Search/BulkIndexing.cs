using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Superfone.Dashboard.Projections.Runtime;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Dashboard.Storage.ReadModel.Rows;

namespace Superfone.Dashboard.Projections.Search;

/// <summary>
/// Indexes the texts of a bulk rebuild on a thread of its own, a few parts behind the thread that projects. It writes a file of its own, because
/// SQLite lets only one thread write each file.
/// </summary>
internal sealed class BulkIndexing : IDisposable
{
    private const int Behind = 2;

    private readonly BlockingCollection<TextBatch> _waiting = new(Behind);
    private readonly ConcurrentQueue<long> _moved = new();
    private readonly HashSet<long> _contacts = [];
    private readonly HashSet<long> _calls = [];
    private readonly CancellationTokenSource _stopping;
    private readonly ReadModelWriter _file;
    private readonly TextIndex _index;
    private readonly Isolation _isolation;
    private readonly Thread _thread;
    private Exception? _error;

    /// <summary>Starts it.</summary>
    /// <param name="file">The file for the texts; disposed by the caller after this object.</param>
    /// <param name="logger">Receives the errors of texts that cannot be indexed.</param>
    /// <param name="cancellation">Stops indexing.</param>
    public BulkIndexing(ReadModelWriter file, ILogger logger, CancellationToken cancellation)
    {
        (_file, _index, _isolation) = (file, new TextIndex(file), new Isolation(file, logger));
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _thread = new Thread(Run) { Name = "Bulk indexing", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Gives texts to be indexed; waits while too many are waiting.</summary>
    /// <exception cref="System.Data.Common.DbException">The file could not be written.</exception>
    /// <exception cref="OperationCanceledException">Indexing was stopped.</exception>
    public void Add(TextBatch texts)
    {
        try
        {
            _waiting.Add(texts, _stopping.Token);
        }
        catch (OperationCanceledException)
        {
            ThrowIfFailed();
            throw;
        }
    }

    /// <summary>Takes the sort keys of calls whose text was removed to make room for other calls, and must be given again.</summary>
    public IReadOnlyList<long> TakeMoved()
    {
        List<long> moved = [];
        while (_moved.TryDequeue(out var sortKey))
            moved.Add(sortKey);
        return moved;
    }

    /// <summary>Waits until everything that was given is indexed. Nothing may be given after that.</summary>
    /// <param name="again">Returns the texts of calls that must be given again, by their sort keys.</param>
    /// <exception cref="System.Data.Common.DbException">The file could not be written.</exception>
    public void Finish(Func<IReadOnlyList<long>, TextBatch> again)
    {
        _waiting.CompleteAdding();
        _thread.Join();
        ThrowIfFailed();
        while (TakeMoved() is { Count: > 0 } moved)
            Index(again(moved));
        _index.SaveWords();
        _file.Commit();
    }

    /// <summary>Stops it. The file must be interrupted if a statement may run for long.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _thread.Join();
        _waiting.Dispose();
        _stopping.Dispose();
    }

    private void ThrowIfFailed()
    {
        if (_error is { } error)
            ExceptionDispatchInfo.Throw(error);
    }

    private void Run()
    {
        try
        {
            BackgroundThread.LowerPriority();

            // One transaction, because each commit ends a segment of the full-text tables, and many small ones have to be merged.
            _file.Begin();
            foreach (var texts in _waiting.GetConsumingEnumerable(_stopping.Token))
            {
                Index(texts);
                if (_index.HasManyWords)
                    _index.SaveWords();
            }

            _index.SaveWords();
        }
        catch (Exception error)
        {
            _error = error;
            _stopping.Cancel();
        }
    }

    private void Index(TextBatch texts)
    {
        foreach (var sortKey in texts.FreedSortKeys)
            TextIndex.Delete(_file, sortKey);
        foreach (var contact in texts.Contacts)
            Try(ProjectionStep.Contact, contact.ContactId, texts, () => _index.Index(contact, isNew: _contacts.Add(contact.ContactId)));
        foreach (var call in texts.Calls)
            Try(ProjectionStep.Call, call.Call.CdrId, texts, () => Index(call));
    }

    private void Index(CallText call)
    {
        foreach (var sortKey in _index.Index(call, isNew: _calls.Add(call.Call.CdrId)))
            _moved.Enqueue(sortKey);
    }

    // What fails does so before anything is written, so that nothing has to be rolled back.
    private void Try(ProjectionStep step, long id, TextBatch texts, Action work)
    {
        try
        {
            _stopping.Token.ThrowIfCancellationRequested();
            work();
        }
        catch (Exception error) when (error is not OperationCanceledException && !Isolation.IsStorage(error))
        {
            _isolation.SetAside(step, id, texts.LastDeliveryId, error);
        }
    }
}
