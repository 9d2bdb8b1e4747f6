using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Storage.EventLog;

/// <summary>Decisions in the primary database of either store, within a transaction during which nothing is appended to the log.</summary>
internal static class DecisionRows
{
    /// <summary>Appends a decision, and commits; see <see cref="IEventLog.Append"/>.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="lastDeliveryId">SQL for the last id that was given, even if that delivery has been erased: the places of decisions never go back.</param>
    /// <returns>Its id.</returns>
    public static long Append(PrimaryTransaction transaction, Decision decision, string lastDeliveryId)
    {
        var id = Insert(transaction, decision, lastDeliveryId);
        transaction.Commit();
        return id;
    }

    /// <summary>Appends decisions, and commits, unless later ones prevent it; see <see cref="IEventLog.AppendUnlessDecided"/>.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="decisions">The decisions.</param>
    /// <param name="known">The last decision of this kind that was known when they were made.</param>
    /// <param name="ofAnySubject">Whether a later decision on any subject prevents them.</param>
    /// <param name="lastDeliveryId">See <see cref="Append"/>.</param>
    /// <returns>The id of the last one; <see langword="null"/> if none was appended.</returns>
    public static long? AppendUnlessDecided(PrimaryTransaction transaction, IReadOnlyList<Decision> decisions, long known, bool ofAnySubject, string lastDeliveryId)
    {
        if (IsDecided(transaction, decisions, known, ofAnySubject))
            return null;
        long? last = null;
        foreach (var decision in decisions)
            last = Insert(transaction, decision, lastDeliveryId);
        transaction.Commit();
        return last;
    }

    private static long Insert(PrimaryTransaction transaction, Decision decision, string lastDeliveryId) => transaction.Read(
        $"""
        INSERT INTO Decisions (AfterDeliveryId, AtUtc, Kind, Subject, CdrId, Note, DecidedBy)
        VALUES ({lastDeliveryId}, @at, @kind, @subject, @cdrId, @note, @decidedBy)
        RETURNING Id
        """,
        row => row.GetInt64(0),
        ("@at", decision.AtUtc), ("@kind", decision.Kind), ("@subject", decision.Subject), ("@cdrId", decision.CdrId), ("@note", decision.Note),
        ("@decidedBy", decision.DecidedBy)).Single();

    private static bool IsDecided(PrimaryTransaction transaction, IReadOnlyList<Decision> decisions, long known, bool ofAnySubject)
    {
        var later = transaction.Read(
            "SELECT Subject FROM Decisions WHERE Id > @known AND Kind = @kind", row => row.GetString(0), ("@known", known), ("@kind", decisions[0].Kind));
        return ofAnySubject ? later.Count > 0 : decisions.Any(decision => later.Contains(decision.Subject));
    }
}
