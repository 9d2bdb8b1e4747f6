using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Superfone.Dashboard.Storage.Primary.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TokenAccounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Accounts",
                table: "ApiTokens",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Accounts",
                table: "ApiTokens");
        }
    }
}
