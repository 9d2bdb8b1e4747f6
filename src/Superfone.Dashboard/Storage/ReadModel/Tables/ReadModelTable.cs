using System.Linq.Expressions;
using Microsoft.Data.Sqlite;
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
    private readonly Column[] _columns;
    private readonly string _select;
    private readonly string _find;
    private readonly string _save;
    private readonly string _delete;

    /// <summary>The table of an entity.</summary>
    /// <param name="writer">The connection to the file.</param>
    /// <param name="model">The EF model that maps the entity.</param>
    public ReadModelTable(ReadModelWriter writer, IModel model)
    {
        var entity = model.FindEntityType(typeof(T))!;
        var table = entity.GetTableName();
        var key = entity.FindPrimaryKey()!.Properties;
        Writer = writer;
        _columns = [.. entity.GetProperties().Select(property => new Column(property))];

        var names = _columns.Select(column => column.Name).ToList();
        var keyNames = key.Select(property => property.GetColumnName()).ToList();
        var isKey = string.Join(" AND ", keyNames.Select((name, index) => $"\"{name}\" = ${index}"));
        var updates = names.Except(keyNames).Select(name => $"\"{name}\" = excluded.\"{name}\"").ToList();
        _select = $"SELECT {List(names)} FROM \"{table}\"";
        _find = $"WHERE {isKey}";
        _delete = $"DELETE FROM \"{table}\" WHERE {isKey}";
        _save = $"INSERT INTO \"{table}\" ({List(names)}) VALUES ({string.Join(", ", names.Select((_, index) => $"${index}"))}) "
            + $"ON CONFLICT ({List(keyNames)}) DO {(updates.Count == 0 ? "NOTHING" : "UPDATE SET " + string.Join(", ", updates))}";

        static string List(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"\"{name}\""));
    }

    /// <summary>The connection to the file.</summary>
    protected ReadModelWriter Writer { get; }

    /// <summary>Finds the row with a key.</summary>
    /// <returns><see langword="null"/> if there is none.</returns>
    public T? Find(params object[] key) => Where(_find, key).SingleOrDefault();

    /// <summary>Inserts the row, or replaces the one with its key.</summary>
    public void Save(T row) => Writer.Execute(_save, Array.ConvertAll(_columns, column => column.Get(row)));

    /// <summary>Deletes the row with a key.</summary>
    public void Delete(params object[] key) => Writer.Execute(_delete, key);

    /// <summary>Selects rows.</summary>
    /// <param name="clause">The clauses from <c>WHERE</c> on, with <c>$0</c>, <c>$1</c>… for the values.</param>
    /// <param name="values">The values, in their stored form.</param>
    protected IReadOnlyList<T> Where(string clause, params object?[] values)
    {
        List<T> rows = [];
        using var reader = Writer.Command($"{_select} {clause}", values).ExecuteReader();
        while (reader.Read())
            rows.Add(Read(reader));
        return rows;
    }

    private T Read(SqliteDataReader reader)
    {
        var row = Activator.CreateInstance<T>();
        for (var index = 0; index < _columns.Length; index++)
        {
            if (!reader.IsDBNull(index))
                _columns[index].Set(row, reader.GetValue(index));
        }

        return row;
    }

    private sealed class Column
    {
        private readonly Func<T, object?> _get;
        private readonly Action<T, object?> _set;
        private readonly Func<object?, object?> _toStored;
        private readonly Func<object?, object?> _fromStored;

        public Column(IProperty property)
        {
            var member = property.PropertyInfo!;
            var row = Expression.Parameter(typeof(T));
            var value = Expression.Parameter(typeof(object));
            _get = Expression.Lambda<Func<T, object?>>(Expression.Convert(Expression.Property(row, member), typeof(object)), row).Compile();
            _set = Expression.Lambda<Action<T, object?>>(
                Expression.Assign(Expression.Property(row, member), Expression.Convert(value, member.PropertyType)), row, value).Compile();

            var converter = property.GetTypeMapping().Converter;
            var stored = converter?.ProviderClrType ?? member.PropertyType;
            stored = Nullable.GetUnderlyingType(stored) ?? stored;
            _toStored = converter?.ConvertToProvider ?? (plain => plain);
            _fromStored = value =>
            {
                var typed = Convert.ChangeType(value, stored, null);
                return converter is null ? typed : converter.ConvertFromProvider(typed);
            };
            Name = property.GetColumnName();
        }

        public string Name { get; }

        public object? Get(T row) => _toStored(_get(row));

        public void Set(T row, object value) => _set(row, _fromStored(value));
    }
}
