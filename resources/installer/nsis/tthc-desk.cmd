@"%~dp0..\tthc-desk-cli.exe" %*
