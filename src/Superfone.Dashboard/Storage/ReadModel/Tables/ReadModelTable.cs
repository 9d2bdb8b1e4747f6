using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>
/// Reads and writes whole rows of one table of the read model with prepared statements, which are generated from the EF model. Projection
/// touches a few rows for each delivery; change tracking would cost many times as much as the rows themselves.
/// </summary>
/// <typeparam name="T">The entity.</typeparam>
internal class ReadModelTable<T>
    where T : class
{
    private readonly Column<T>[] _columns;
    private readonly string _select;
    private readonly string _find;
    private readonly string _save;
    private readonly string _delete;
    private readonly Dictionary<string, Statement> _queries = new(StringComparer.Ordinal);

    /// <summary>The table of an entity.</summary>
    /// <param name="writer">The connection to the file.</param>
    /// <param name="model">The EF model that maps the entity.</param>
    public ReadModelTable(ReadModelWriter writer, IModel model)
    {
        var entity = model.FindEntityType(typeof(T))!;
        var table = entity.GetTableName();
        var key = entity.FindPrimaryKey()!.Properties;
        Writer = writer;
        _columns = Column<T>.Of(entity);

        var names = _columns.Select(column => column.Name).ToList();
        var keyNames = key.Select(property => property.GetColumnName()).ToList();
        var isKey = string.Join(" AND ", keyNames.Select((name, index) => $"\"{name}\" = ?{index + 1}"));
        var stored = _columns.Select(column => column.StoredName).ToList();
        var values = _columns.Select((column, index) => column.Key is { } repeated ? $"nullif(?{index + 1}, ?{names.IndexOf(repeated) + 1})" : $"?{index + 1}");
        var updates = stored.Except(keyNames).Select(name => $"\"{name}\" = excluded.\"{name}\"").ToList();
        _select = $"SELECT {List(names)} FROM \"{table}\"";
        _find = $"WHERE {isKey}";
        _delete = $"DELETE FROM \"{table}\" WHERE {isKey}";
        _save = $"INSERT INTO \"{table}\" ({List(stored)}) VALUES ({string.Join(", ", values)}) "
            + $"ON CONFLICT ({List(keyNames)}) DO {(updates.Count == 0 ? "NOTHING" : "UPDATE SET " + string.Join(", ", updates))}";

        static string List(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"\"{name}\""));
    }

    /// <summary>The connection to the file.</summary>
    protected ReadModelWriter Writer { get; }

    /// <summary>Finds the row with a key.</summary>
    /// <returns><see langword="null"/> if there is none.</returns>
    public T? Find(params ReadOnlySpan<object?> key) => Where(_find, key).SingleOrDefault();

    /// <summary>Inserts the row, or replaces the one with its key.</summary>
    public virtual void Save(T row)
    {
        var statement = Writer.Prepare(_save);
        for (var index = 0; index < _columns.Length; index++)
            _columns[index].Bind(row, statement, index + 1);
        statement.Run();
    }

    /// <summary>Deletes the row with a key.</summary>
    public void Delete(params ReadOnlySpan<object?> key) => Writer.Execute(_delete, key);

    /// <summary>Selects rows.</summary>
    /// <param name="clause">The clauses from <c>WHERE</c> on, with <c>?1</c>, <c>?2</c>… for the values.</param>
    /// <param name="values">The values, in their stored form.</param>
    protected IReadOnlyList<T> Where(string clause, params ReadOnlySpan<object?> values)
    {
        if (!_queries.TryGetValue(clause, out var query))
            _queries.Add(clause, query = Writer.Prepare($"{_select} {clause}"));
        return query.BindAll(values).All(Read);
    }

    private T Read(Statement statement)
    {
        var row = Activator.CreateInstance<T>();
        for (var index = 0; index < _columns.Length; index++)
        {
            if (!statement.IsNull(index))
                _columns[index].Read(row, statement, index);
        }

        return row;
    }
}
