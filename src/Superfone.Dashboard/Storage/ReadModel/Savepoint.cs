namespace Superfone.Dashboard.Storage.ReadModel;

/// <summary>A point inside a transaction of the read model to which it can be rolled back.</summary>
/// <param name="writer">The connection to the file.</param>
/// <param name="name">A name that no other active savepoint has.</param>
internal sealed class Savepoint(ReadModelWriter writer, string name)
{
    private readonly string _set = $"SAVEPOINT {name}";
    private readonly string _rollBack = $"ROLLBACK TO {name}";
    private readonly string _release = $"RELEASE {name}";

    /// <summary>Sets the savepoint.</summary>
    public void Set()
    {
        writer.Contacts.Flush();
        writer.Execute(_set);
    }

    /// <summary>Undoes all writes since it was set. It stays set.</summary>
    public void RollBack()
    {
        writer.Execute(_rollBack);
        writer.Forget();
    }

    /// <summary>Releases it and keeps all writes.</summary>
    public void Release() => writer.Execute(_release);
}
