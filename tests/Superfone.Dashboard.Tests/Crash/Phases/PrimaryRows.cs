using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Superfone.Dashboard.Tests.Crash.Phases;

/// <summary>Rows of <c>superfone.db</c>, whether or not its program runs.</summary>
/// <param name="path">The full path of the file.</param>
internal sealed class PrimaryRows(string path)
{
    /// <summary>Sets a setting.</summary>
    public void Set<T>(string name, T value)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO Settings (Name, Value) VALUES ($name, $value) ON CONFLICT DO UPDATE SET Value = $value";
        command.Parameters.AddWithValue("$name", name);
        command.Parameters.AddWithValue("$value", JsonSerializer.Serialize(value, JsonSerializerOptions.Web));
        command.ExecuteNonQuery();
    }

    /// <summary>A setting; <see langword="null"/> if it is not set.</summary>
    public T? Find<T>(string name)
        where T : class
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT Value FROM Settings WHERE Name = '{name}'";
        return command.ExecuteScalar() is string text ? JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Web) : null;
    }

    /// <summary>A setting that is a number; 0 if it is not set.</summary>
    public long Number(string setting) => Read($"SELECT coalesce(max(CAST(Value AS INTEGER)), 0) FROM Settings WHERE Name = '{setting}'").Single();

    /// <summary>The first column of what a statement finds.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="before">The value of <c>$before</c>.</param>
    public List<long> Read(string sql, DateTimeOffset before = default)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$before", before.ToUnixTimeMilliseconds());
        using var reader = command.ExecuteReader();
        List<long> rows = [];
        while (reader.Read())
            rows.Add(reader.GetInt64(0));
        return rows;
    }

    /// <summary>A connection of its own.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }
}
