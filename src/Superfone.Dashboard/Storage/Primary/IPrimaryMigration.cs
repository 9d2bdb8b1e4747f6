namespace Superfone.Dashboard.Storage.Primary;

/// <summary>Brings the primary database to the schema of this version at the start.</summary>
internal interface IPrimaryMigration
{
    /// <summary>Creates the database or its tables, or upgrades them.</summary>
    /// <exception cref="Configuration.StartException">It belongs to a newer version, or cannot be used.</exception>
    /// <exception cref="System.Data.Common.DbException">It cannot be opened or changed.</exception>
    void Run();
}
