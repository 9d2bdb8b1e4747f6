using System.Collections.Concurrent;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Access.Audit;

/// <summary>Records who opened what. Many looks at one subject by one person within <see cref="Window"/> are one entry.</summary>
public sealed class ReadLog(AuditLog audit, TimeProvider time)
{
    /// <summary>The time within which looks are one entry.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<(string User, AuditAction Action, string Subject), long> _recent = new();

    /// <summary>Records a look at a call with its summary and transcript. It is durable when the task ends; the call is shown after it.</summary>
    /// <exception cref="System.Data.Common.DbException">It could not be stored.</exception>
    public Task CallAsync(Actor actor, long cdrId) => WriteAsync(actor, $"call {cdrId}");

    /// <summary>Records that a recording was listened to, like <see cref="CallAsync"/>.</summary>
    /// <exception cref="System.Data.Common.DbException">It could not be stored.</exception>
    public Task ListenAsync(Actor actor, long cdrId) => WriteAsync(actor, $"call {cdrId}", AuditAction.Listen);

    /// <summary>Records a look at a contact, like <see cref="CallAsync"/>.</summary>
    /// <exception cref="System.Data.Common.DbException">It could not be stored.</exception>
    public Task ContactAsync(Actor actor, long contactId) => WriteAsync(actor, $"contact {contactId}");

    /// <summary>Records a look at the body of a delivery, like <see cref="CallAsync"/>.</summary>
    /// <exception cref="System.Data.Common.DbException">It could not be stored.</exception>
    public Task DeliveryAsync(Actor actor, long deliveryId) => WriteAsync(actor, $"delivery {deliveryId}");

    /// <summary>Records a look at the calls with a number, which the log does not hold in full, like <see cref="CallAsync"/>.</summary>
    /// <exception cref="System.Data.Common.DbException">It could not be stored.</exception>
    public Task NumberAsync(Actor actor, string phone) => WriteAsync(actor, $"number {NumberMask.Of(phone)}");

    /// <summary>Records a look at what was said in many calls, like <see cref="CallAsync"/>.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="list">What is listed, such as <c>transcripts</c>.</param>
    /// <exception cref="System.Data.Common.DbException">It could not be stored.</exception>
    public Task ListAsync(Actor actor, string list) => WriteAsync(actor, list);

    private async Task WriteAsync(Actor actor, string subject, AuditAction action = AuditAction.Read)
    {
        var key = (actor.Name, action, subject);
        if (_recent.TryGetValue(key, out var at) && time.GetElapsedTime(at) < Window)
            return;
        await audit.WriteAsync(actor, action, subject);
        _recent[key] = time.GetTimestamp();
        if (_recent.Count > MostRemembered)
            Forget();
    }

    private void Forget()
    {
        foreach (var look in _recent)
        {
            if (time.GetElapsedTime(look.Value) >= Window)
                _recent.TryRemove(look);
        }
    }
}
