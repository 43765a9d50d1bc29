<#
.SYNOPSIS
Builds the program and its setup on a 64-bit Windows PC, with one command.

.DESCRIPTION
Typed in the root of the sources:

    powershell -ExecutionPolicy Bypass -File resources\installer\windows.ps1

Needs Python 3.11 to 3.14 (64-bit, with its launcher "py") and NSIS 3.08 or later. Everything else
is fetched by digest from resources\installer\requirements.lock; with -Wheels nothing is fetched,
and the wheels come from a folder filled by the same build on Linux: build/installer/wheels-win_amd64
there. They are for Python 3.11 alone.

.EXAMPLE
powershell -ExecutionPolicy Bypass -File resources\installer\windows.ps1 -Wheels "D:\for IT\wheels-win_amd64" --wards wards.csv --base phuong-mau --key it.key --per-ward
#>
param(
    [string] $Python = '3.11',
    [string] $Out = 'dist\installer',
    [string] $Wheels = '',
    [Parameter(ValueFromRemainingArguments = $true)]
    [string[]] $BuildOptions = @()
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..\..')

if (-not [Environment]::Is64BitOperatingSystem) {
    throw 'A 64-bit Windows is needed.'
}
if (-not (Get-Command py -ErrorAction SilentlyContinue)) {
    throw 'Python is missing: install it from python.org, with its launcher.'
}
& py "-$Python" -c 'import sys; sys.exit(sys.maxsize < 2**32 or not (3, 11) <= sys.version_info < (3, 15))'
if ($LASTEXITCODE -ne 0) {
    throw "Python $Python is missing, not 64-bit, or not 3.11 to 3.14."
}
$nsis = Join-Path ${env:ProgramFiles(x86)} 'NSIS\makensis.exe'
if (-not (Get-Command makensis -ErrorAction SilentlyContinue) -and -not (Test-Path $nsis)) {
    throw 'NSIS is missing: it makes the setup.'
}
if ($Wheels) {
    if ($Python -ne '3.11') {
        throw "The wheels are for Python 3.11, not ${Python}: leave out -Python, or -Wheels."
    }
    # pip reads these; digests are compared all the same. It cuts paths at spaces, addresses not.
    $env:PIP_NO_INDEX = '1'
    $env:PIP_FIND_LINKS = ([Uri] (Resolve-Path -LiteralPath $Wheels).ProviderPath).AbsoluteUri
}

# A native program that fails does not stop PowerShell: its exit code is ours.
& py "-$Python" resources\installer\build.py --out $Out @BuildOptions
exit $LASTEXITCODE
