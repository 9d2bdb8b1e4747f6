using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Superfone.Dashboard.Storage.Primary.People;

/// <summary>The tables of people, and of what they did.</summary>
internal static class PeopleModel
{
    /// <summary>Configures the tables.</summary>
    public static void Configure(ModelBuilder builder)
    {
        StoreAsJson(builder.Entity<User>().Property(user => user.Accounts));

        // The table of Identity's schema version 3. Identity itself maps it only for a context that is made by the application's services, but
        // migrations and tests make their own.
        builder.Entity<IdentityUserPasskey<string>>(passkey =>
        {
            passkey.ToTable("AspNetUserPasskeys");
            passkey.HasKey(row => row.CredentialId);
            passkey.Property(row => row.CredentialId).HasMaxLength(1024);
            passkey.OwnsOne(row => row.Data).ToJson();
            passkey.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).IsRequired();
        });
        builder.Entity<UserSession>(session =>
        {
            session.ToTable("Sessions");
            session.HasIndex(row => row.UserId);
            session.HasIndex(row => row.ExpiresUtc);
        });
        builder.Entity<IssuedToken>(token =>
        {
            token.ToTable("ApiTokens");
            token.HasIndex(row => row.Hash).IsUnique();
            StoreAsJson(token.Property(row => row.Accounts));
        });
        builder.Entity<WebhookSecret>().ToTable("WebhookSecrets");
        builder.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("AuditEntries");
            entry.HasIndex(row => row.AtUtc);
            entry.HasIndex(row => new { row.User, row.AtUtc });
            entry.HasIndex(row => new { row.Action, row.AtUtc });
        });
    }

    /// <summary>A list as it is stored.</summary>
    public static string? JsonOf(IReadOnlyList<string>? list) => list is null ? null : JsonSerializer.Serialize(list, JsonSerializerOptions.Default);

    private static void StoreAsJson(PropertyBuilder<IReadOnlyList<string>?> property) => property.HasConversion(
        list => JsonOf(list),
        text => text == null ? null : JsonSerializer.Deserialize<List<string>>(text, JsonSerializerOptions.Default),
        new ValueComparer<IReadOnlyList<string>?>(
            (left, right) => left == null ? right == null : right != null && left.SequenceEqual(right),
            list => list == null ? 0 : list.Count,
            list => list));
}
