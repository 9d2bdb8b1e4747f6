namespace Superfone.Dashboard.Storage.Primary.People;

/// <summary>Appends to the audit log.</summary>
public sealed class AuditTable(IPrimaryStore store)
{
    /// <summary>Appends entries in one durable transaction.</summary>
    /// <exception cref="System.Data.Common.DbException">Nothing was stored.</exception>
    public void Add(IReadOnlyCollection<AuditEntry> entries)
    {
        using var transaction = new PrimaryTransaction(store);
        foreach (var entry in entries)
        {
            transaction.Run(
                """INSERT INTO AuditEntries (AtUtc, "user", Action, Subject, Address) VALUES (@at, @user, @action, @subject, @address)""",
                ("@at", entry.AtUtc), ("@user", entry.User), ("@action", entry.Action), ("@subject", entry.Subject), ("@address", entry.Address));
        }

        transaction.Commit();
    }
}
